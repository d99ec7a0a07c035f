"""UNDERSTANDING: what does this person want?"""
