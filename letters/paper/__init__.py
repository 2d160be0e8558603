"""From HTML to PDF: WeasyPrint taught to set Han text, fonts, line ends."""
