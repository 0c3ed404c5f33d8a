"""One child, one record: pairs that may be one person, told apart or merged by two people."""
