"""10 協働の関係図: who works with whom, and what passes between them, drawn from data.

The pamphlet draws five kinds of actor around one partnership. One layout is the source of the
picture, of its text for listening, of the file to share and of the data; nothing is drawn by hand.
"""
