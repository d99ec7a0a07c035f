"""No form under way: what does the person want?"""
