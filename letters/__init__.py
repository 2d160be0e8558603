"""The printed documents: a case, its assessment and the bureau's settings in; HTML and PDF out."""
