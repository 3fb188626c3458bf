"""Pages of asks: answering, the desk's questions, typing in what came on paper or by phone."""
