#include "command_line.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "endpoints_table.hpp"
#include "options_table.hpp"
#include "printable.hpp"

namespace companion {

namespace {

failure usage(const std::string& what) {
    return {exit_code::usage, "jobpoll: " + what};
}

/// An option as it was written.
struct written_option {
    std::string_view name;
    std::optional<std::string_view> value;
};

written_option split(std::string_view word) {
    const std::size_t equals = word.find('=');
    if (equals == std::string_view::npos) return {word, std::nullopt};
    return {word.substr(0, equals), word.substr(equals + 1)};
}

const option_row& option_of(const command& c, std::string_view name) {
    const bool is_known = std::find(std::begin(c.options), std::end(c.options), name) != std::end(c.options);
    const option_row* row = is_known ? find_option(name) : nullptr;
    if (row != nullptr) return *row;
    throw usage("unknown option " + printable(name) + "; see: jobpoll " + std::string{c.name} + " --help");
}

/// Takes the words one after the other.
class argument_reader {
public:
    argument_reader(const command& c, std::span<char* const> words) : command_{&c}, words_{words} {}

    settings read() {
        while (next_ < words_.size()) {
            const std::string_view word = words_[next_++];
            if (!only_names_ && word == "--")
                only_names_ = true;
            else if (!only_names_ && word.size() > 1 && word[0] == '-')
                take_option(split(word));
            else
                names_.push_back(word);
        }
        if (!settings_.help) take_names();
        return settings_;
    }

private:
    void take_option(written_option written) {
        const option_row& row = option_of(*command_, written.name);
        const std::string name{row.name};
        if (!row.may_repeat && std::find(seen_.begin(), seen_.end(), &row) != seen_.end())
            throw usage(name + " is given twice");
        seen_.push_back(&row);
        const bool has_value = !row.value.empty();
        if (!has_value && written.value) throw usage(name + " takes no value");
        if (has_value && !written.value) {
            if (next_ == words_.size()) throw usage(name + " needs a value: " + std::string{row.value});
            written.value = words_[next_++];
        }
        const std::string_view value = written.value.value_or("");
        const std::string wrong = row.take(settings_, value);
        if (!wrong.empty()) throw usage(name + ": '" + printable(value, 40) + "' " + wrong);
    }

    void take_names() {
        auto name = names_.begin();
        if (command_->takes_endpoint && settings_.endpoint == nullptr) {
            if (name == names_.end())
                throw usage(std::string{command_->name} +
                            " needs an endpoint; see: jobpoll endpoints, or --contract FILE");
            settings_.endpoint = &find_endpoint(*name++);
        }
        const std::vector<std::string_view> files{name, names_.end()};
        if (files.size() > command_->most_files)
            throw usage("unexpected word '" + printable(files[command_->most_files]) + '\'');
        settings_.files.assign(files.begin(), files.end());
    }

    const command* command_;
    std::span<char* const> words_;
    std::size_t next_ = 0;
    bool only_names_ = false;
    settings settings_;
    std::vector<std::string_view> names_;
    std::vector<const option_row*> seen_;
};

} // namespace

settings parse_arguments(const command& c, std::span<char* const> words) {
    return argument_reader{c, words}.read();
}

std::string describe_options(const command& c) {
    std::string text;
    for (const option_row& row : known_options()) {
        if (std::find(std::begin(c.options), std::end(c.options), row.name) == std::end(c.options)) continue;
        std::string left = "  " + std::string{row.name} + ' ' + std::string{row.value};
        left.resize(22, ' ');
        text += left + std::string{row.help} + '\n';
    }
    return text;
}

} // namespace companion
