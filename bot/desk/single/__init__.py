"""Single sign-on: the provider is asked, its proof is looked at, and the desk opens."""
