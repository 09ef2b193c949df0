/// The lines that the target for tags makes its texts of.
enum TagLines {
    static let all: [[UInt8]] = [
        "<step>\n", "</step>\n", "<plan name=\"a\">\n", "</plan>\n", "  <step>\n", "  </step>\n", "      <step>\n",
        "\n",
        "text\n", "# Heading\n", "### Deep\n", "===\n", "---\n", "```\n", "~~~\n", "> quote\n", "- item\n", "  ",
        "    ", "\t",
        "<div>\n", "</div>\n", "<!--\n", "-->\n", "<pre>\n", "</pre>\n", "<step/>\n", "<step> x\n", "<!-- c -->\n",
        "> ", "- ",
        "1. ", "\r", "\r\n", "<step", ">", "</", "</step", " a='\n'", "[a]: b\n", "\u{FEFF}", "\u{0}", "é",
        "</other>\n",
        "<other>\n", "---\n---\n", "<![CDATA[\n", "]]>\n", "<?x\n", "?>\n",
    ].map { Array($0.utf8) }
}
