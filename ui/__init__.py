"""The pages: Streamlit, and the words and figures that they show. Nothing legal is decided here."""
