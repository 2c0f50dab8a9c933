"""Reading the words of papers, page by page. Files are distrusted: they are opened in a process of their own."""
