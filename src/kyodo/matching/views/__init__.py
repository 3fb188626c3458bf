"""One page or one act an address: find, may?, form, one action, page."""
