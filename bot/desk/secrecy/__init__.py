"""The desk's pages of what not everybody may see: circles, second persons, marks, masked copies, print."""
