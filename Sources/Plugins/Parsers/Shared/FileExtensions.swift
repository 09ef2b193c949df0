/// What extensions and names say of a file, in lower case.
enum FileExtensions {
    /// Documents that people read.
    static let documents: Set = [
        "md", "markdown", "mdx", "mdc", "rst", "txt", "adoc", "asciidoc", "org", "textile", "html", "htm", "tex", "csv",
        "tsv",
    ]

    /// Documents that are split like Markdown.
    static let markdown: Set = ["md", "markdown", "mdx", "mdc"]

    /// Source code.
    static let code: Set = [
        "py", "pyi", "sh", "bash", "zsh", "ksh", "fish", "js", "mjs", "cjs", "jsx", "ts", "mts", "cts", "tsx", "rb",
        "pl", "pm", "php", "lua", "go", "rs", "java", "kt", "kts", "swift", "c", "h", "cc", "cpp", "cxx", "hh", "hpp",
        "m", "mm", "cs", "fs", "vb", "ps1", "psm1", "psd1", "bat", "cmd", "awk", "sed", "tcl", "r", "jl", "scala",
        "groovy", "gradle", "sql", "vim", "el", "lisp", "clj", "cljs", "ex", "exs", "erl", "hs", "ml", "mli", "dart",
        "nim", "zig", "v", "sol", "css", "scss", "sass", "less", "vue", "svelte", "astro", "proto", "graphql", "gql",
        "tf", "hcl", "nix", "mk", "cmake", "applescript", "jq",
    ]

    /// Source code whose full name tells it.
    static let codeNames: Set = [
        "makefile", "gnumakefile", "dockerfile", "containerfile", "justfile", "rakefile", "gemfile", "vagrantfile",
        "jenkinsfile", "cmakelists.txt", "brewfile", "procfile",
    ]

    /// Images, fonts, sounds, archives and other files that are no text, and SVG.
    static let assets: Set = [
        "png", "jpg", "jpeg", "gif", "webp", "avif", "heic", "ico", "icns", "bmp", "tif", "tiff", "svg", "psd", "pdf",
        "zip", "gz", "tgz", "tar", "bz2", "xz", "zst", "7z", "rar", "skill", "mcpb", "dxt", "jar", "woff", "woff2",
        "ttf", "otf", "eot", "mp3", "m4a", "wav", "ogg", "flac", "mp4", "mov", "webm", "avi", "doc", "docx", "xls",
        "xlsx", "ppt", "pptx", "odt", "ods", "odp", "epub", "wasm", "so", "dylib", "dll", "exe", "bin", "o", "a",
        "class", "pyc", "sqlite", "sqlite3", "db", "npy", "npz", "pt", "onnx", "safetensors", "parquet",
    ]
}
