def ok():
    return 1

def broken(:
    x = "

class Later:
    def method(self): pass
