// Makes one C++ source out of the code blocks of a Markdown document, so that they are compiled and run.
//
// A ```cpp block stands after one of these comments:
//   <!-- compiled: declarations -->    at namespace scope; later blocks of the document see it
//   <!-- compiled: program -->         a whole program with a main
//   <!-- compiled: NAME -->            in place of the line @block@ in preambles/NAME.cpp.in, which defines
//   run()
//   <!-- not compiled: REASON -->
// A ```text block after <!-- output --> is what the last compiled block writes to std::cout. Lines that begin
// with #include move to the top.
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct block {
    std::string marker;
    std::string language;
    std::size_t line = 0; ///< of the first line of the code
    std::vector<std::string> code;
};

struct failure {
    std::string message;
};

std::vector<std::string> lines_of(const std::string& path) {
    std::ifstream file{path};
    if (!file) throw failure{"cannot read " + path};
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);)
        lines.push_back(line);
    return lines;
}

std::string between(std::string_view text, std::string_view before, std::string_view after) {
    if (text.substr(0, before.size()) != before || text.size() < before.size() + after.size()) return {};
    if (text.substr(text.size() - after.size()) != after) return {};
    return std::string{text.substr(before.size(), text.size() - before.size() - after.size())};
}

std::vector<block> blocks_of(const std::vector<std::string>& lines) {
    std::vector<block> blocks;
    std::string marker;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].substr(0, 3) != "```") {
            if (!lines[i].empty()) marker = between(lines[i], "<!-- ", " -->");
            continue;
        }
        block found{marker, lines[i].substr(3), i + 2, {}};
        for (++i; i < lines.size() && lines[i].substr(0, 3) != "```"; ++i)
            found.code.push_back(lines[i]);
        blocks.push_back(found);
        marker.clear();
    }
    return blocks;
}

class source_writer {
public:
    source_writer(std::string document, std::string preambles)
        : document_{std::move(document)}, preambles_{std::move(preambles)} {}

    void add(const block& b) {
        if (b.language == "text" && b.marker == "output") return add_output(b);
        if (b.language != "cpp") return;
        if (b.marker.substr(0, 14) == "not compiled: ") return;
        const std::string how = b.marker.substr(0, 10) == "compiled: " ? b.marker.substr(10) : std::string{};
        if (how.empty())
            throw failure{document_ + ":" + std::to_string(b.line) + ": a cpp block without a marker"};
        if (how == "declarations") return add_code(b);
        const std::string name = "block_" + std::to_string(b.line);
        body_ << "namespace " << name << " {\n";
        if (how == "program") {
            add_code(b);
            body_ << "void run() { static_cast<void>(main()); }\n";
        } else {
            add_in_preamble(b, preambles_ + "/" + how + ".cpp.in");
        }
        body_ << "}\n";
        names_.push_back(name);
        outputs_.emplace_back();
        has_output_.push_back(false);
    }

    void write(std::ostream& out) const {
        for (const std::string& include : includes_)
            out << include << '\n';
        out << "#include \"block_runner.hpp\"\nnamespace document {\n" << body_.str() << "}\n";
        out << "int main() {\n    return run_blocks(\"" << document_ << "\", {\n";
        for (std::size_t i = 0; i < names_.size(); ++i) {
            out << "        {\"" << names_[i] << "\", document::" << names_[i] << "::run, "
                << (has_output_[i] ? "R\"~~~~(" + outputs_[i] + ")~~~~\"" : std::string{"nullptr"}) << "},\n";
        }
        out << "    });\n}\n";
    }

private:
    void add_line(const std::string& line) {
        if (line.substr(0, 8) == "#include") {
            includes_.insert(line);
            body_ << '\n';
        } else {
            body_ << line << '\n';
        }
    }

    void add_code(const block& b) {
        body_ << "#line " << b.line << " \"" << document_ << "\"\n";
        for (const std::string& line : b.code)
            add_line(line);
    }

    void add_in_preamble(const block& b, const std::string& path) {
        const std::vector<std::string> around = lines_of(path);
        body_ << "#line 1 \"" << path << "\"\n";
        for (std::size_t i = 0; i < around.size(); ++i) {
            if (around[i] != "@block@") {
                add_line(around[i]);
                continue;
            }
            add_code(b);
            body_ << "#line " << i + 2 << " \"" << path << "\"\n";
        }
    }

    void add_output(const block& b) {
        if (names_.empty()) throw failure{document_ + ": an output before the first compiled block"};
        has_output_.back() = true;
        for (const std::string& line : b.code)
            outputs_.back() += line + '\n';
    }

    std::string document_;
    std::string preambles_;
    std::set<std::string> includes_;
    std::ostringstream body_;
    std::vector<std::string> names_;
    std::vector<std::string> outputs_;
    std::vector<bool> has_output_;
};

} // namespace

int main(int argument_count, char* arguments[]) {
    if (argument_count != 4) {
        std::cerr << "usage: extract DOCUMENT PREAMBLES OUTPUT\n";
        return 64;
    }
    try {
        source_writer writer{arguments[1], arguments[2]};
        for (const block& b : blocks_of(lines_of(arguments[1])))
            writer.add(b);
        std::ofstream out{arguments[3]};
        writer.write(out);
        return out ? 0 : 1;
    } catch (const failure& f) {
        std::cerr << f.message << '\n';
        return 1;
    }
}
