// Checks what a compiler cannot: that every relative link of the documents leads somewhere, and that the
// guide to declarations explains every column and every rule.
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

int failures = 0;

void fail(const std::string& message) {
    std::cout << "FAILED " << message << '\n';
    ++failures;
}

std::string text_of(const fs::path& path) {
    std::ifstream file{path};
    if (!file) fail("cannot read " + path.string());
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// The lines outside code blocks.
std::vector<std::string> prose_of(const fs::path& path) {
    std::istringstream text{text_of(path)};
    std::vector<std::string> lines;
    bool code = false;
    for (std::string line; std::getline(text, line);) {
        if (line.substr(0, 3) == "```")
            code = !code;
        else if (!code)
            lines.push_back(line);
    }
    return lines;
}

/// The anchor of a heading as GitHub makes it: lower case, punctuation dropped, spaces to hyphens.
std::string anchor_of(const std::string& heading) {
    std::string anchor;
    for (const char c : heading) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == ' ')
            anchor += '-';
        else if (c == '-' || c == '_' || byte >= 0x80 || std::isalnum(byte) != 0)
            anchor += static_cast<char>(std::tolower(byte));
    }
    return anchor;
}

std::set<std::string> anchors_of(const fs::path& path) {
    std::set<std::string> anchors;
    for (const std::string& line : prose_of(path)) {
        const std::size_t level = line.find_first_not_of('#');
        if (level == 0 || level == std::string::npos || line[level] != ' ') continue;
        const std::string anchor = anchor_of(line.substr(level + 1));
        std::string unique = anchor;
        for (int i = 1; anchors.contains(unique); ++i)
            unique = anchor + "-" + std::to_string(i);
        anchors.insert(unique);
    }
    return anchors;
}

/// The text without what stands in backticks.
std::string without_code(const std::string& line) {
    return std::regex_replace(line, std::regex{"`[^`]*`"}, "");
}

int check_links(const fs::path& document) {
    static const std::regex link{R"(\]\(([^)\s]+)\))"};
    int checked = 0;
    for (const std::string& whole_line : prose_of(document)) {
        const std::string line = without_code(whole_line);
        for (std::sregex_iterator it{line.begin(), line.end(), link}, end; it != end; ++it) {
            const std::string target = (*it)[1];
            if (target.find("://") != std::string::npos || target.substr(0, 7) == "mailto:") continue;
            ++checked;
            const std::size_t hash = target.find('#');
            const std::string file = target.substr(0, hash);
            const fs::path path = file.empty() ? document : document.parent_path() / file;
            if (!fs::exists(path) || fs::is_empty(path)) {
                fail(document.string() + ": nothing there: " + target);
            } else if (hash != std::string::npos && path.extension() == ".md" &&
                       !anchors_of(path).contains(target.substr(hash + 1))) {
                fail(document.string() + ": no such heading: " + target);
            }
        }
    }
    return checked;
}

/// The members of a struct, read off its source.
std::vector<std::string> columns_of(const std::string& header, const std::string& name) {
    const std::size_t begin = header.find("\nstruct " + name + " {");
    if (begin == std::string::npos) {
        fail("no struct " + name);
        return {};
    }
    std::string text = header.substr(begin + 1, header.find("\n};", begin) - begin - 1);
    text = std::regex_replace(text, std::regex{"//[^\n]*"}, "");
    text = text.substr(text.find('{') + 1);
    static const std::regex declarator{R"((\w+)\s*(\[\d+\])?\s*(=[^;]*|\{[^;]*)?;)"};
    std::vector<std::string> columns;
    for (std::sregex_iterator it{text.begin(), text.end(), declarator}, end; it != end; ++it)
        columns.push_back((*it)[1]);
    return columns;
}

int check_guide(const fs::path& root) {
    const std::string guide = text_of(root / "docs/write-a-vendor.md");
    const std::string words = text_of(root / "include/jobpoll/contract/declaration.hpp");
    int checked = 0;
    for (const char* name : {"declaration", "member", "status_word", "condition", "refinement",
                             "progress_formula", "cadence_row", "request_quota", "status_code_row",
                             "request_form", "error_reply", "accepted_reply"}) {
        for (const std::string& column : columns_of(words, name)) {
            ++checked;
            if (guide.find("`" + column + "`") == std::string::npos)
                fail("docs/write-a-vendor.md does not explain " + std::string{name} + "::" + column);
        }
    }
    return checked;
}

} // namespace

int main(int argument_count, char* arguments[]) {
    if (argument_count != 2) {
        std::cerr << "usage: check ROOT\n";
        return 64;
    }
    try {
        const fs::path root = arguments[1];
        int links = check_links(root / "README.md");
        for (const fs::directory_entry& entry : fs::directory_iterator{root / "docs"})
            if (entry.path().extension() == ".md") links += check_links(entry.path());
        const int explained = check_guide(root);
        std::cout << links << " links, " << explained << " columns and rules, " << failures << " failures\n";
        return failures == 0 && links > 0 && explained > 0 ? 0 : 1;
    } catch (const std::exception& problem) {
        std::cerr << problem.what() << '\n';
        return 1;
    }
}
