// Turns the inputs of a fuzz target into one text file and back, because libFuzzer wants a file for each:
//
//   pack unpack FILE DIRECTORY     writes each line of FILE as a file of DIRECTORY
//   pack pack FILE DIRECTORY...    writes the different files of DIRECTORY... as lines of FILE
//   pack check FILE...             packs each FILE again in memory, and compares
#include "corpus.hpp"

#include <iostream>
#include <set>

namespace {

std::string text_of(const std::set<std::string>& inputs) {
    std::string text;
    for (const std::string& input : inputs)
        text += fuzz::packed(input) + '\n';
    return text;
}

void write(const std::filesystem::path& path, std::string_view bytes) {
    std::ofstream file{path, std::ios::binary};
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!file.flush()) throw std::runtime_error{path.string() + ": cannot be written"};
}

void unpack(const std::filesystem::path& file, const std::filesystem::path& directory) {
    std::filesystem::create_directories(directory);
    int line = 0;
    for (const std::string& input : fuzz::inputs_of(file))
        write(directory / std::to_string(++line), input);
}

void pack(const std::filesystem::path& file, const std::vector<std::string>& directories) {
    std::set<std::string> inputs;
    for (const std::string& directory : directories)
        for (const auto& entry : std::filesystem::directory_iterator{directory})
            inputs.insert(fuzz::bytes_of(entry.path()));
    write(file, text_of(inputs));
}

void check_round_trip(const std::filesystem::path& file) {
    const std::vector<std::string> inputs = fuzz::inputs_of(file);
    if (text_of({inputs.begin(), inputs.end()}) != fuzz::bytes_of(file))
        throw std::runtime_error{file.string() + ": expected every input once, in order of their bytes"};
    std::cout << file.filename().string() << ": " << inputs.size() << " inputs\n";
}

} // namespace

int main(int argument_count, char* arguments[]) {
    const std::vector<std::string> words{arguments + 1, arguments + argument_count};
    try {
        if (words.size() == 3 && words[0] == "unpack") return unpack(words[1], words[2]), 0;
        if (words.size() >= 3 && words[0] == "pack")
            return pack(words[1], {words.begin() + 2, words.end()}), 0;
        if (words.size() >= 2 && words[0] == "check") {
            for (std::size_t i = 1; i < words.size(); ++i)
                check_round_trip(words[i]);
            return 0;
        }
        std::cerr << "pack: expected `unpack FILE DIRECTORY`, `pack FILE DIRECTORY...` or `check FILE...`\n";
    } catch (const std::exception& error) {
        std::cerr << "pack: " << error.what() << '\n';
    }
    return 1;
}
