"""The WeChat Official Account: envelope, XML, callback."""
