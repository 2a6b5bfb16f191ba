// Calls a fuzz target with inputs, without a fuzzer: `replay CORPUS [DIRECTORY...]`, the lines of the packed
// corpus and the files of the directories.
//
// Each input is named before it is tried, so that a crash tells which one it was.
#include "corpus.hpp"
#include "fuzz.hpp"

#include <algorithm>
#include <iostream>

namespace {

int tried = 0;

void replay(const std::string& name, const std::string& bytes) {
    std::cout << name << std::endl;
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    ++tried;
}

void replay_lines(const std::filesystem::path& corpus) {
    int line = 0;
    for (const std::string& input : fuzz::inputs_of(corpus))
        replay(corpus.filename().string() + ":" + std::to_string(++line), input);
}

void replay_files(const std::filesystem::path& directory) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator{directory})
        files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const auto& path : files)
        replay(path.filename().string(), fuzz::bytes_of(path));
}

} // namespace

int main(int argument_count, char* arguments[]) {
    try {
        for (int i = 1; i < argument_count; ++i) {
            if (i == 1)
                replay_lines(arguments[i]);
            else if (std::filesystem::is_directory(arguments[i]))
                replay_files(arguments[i]);
        }
    } catch (const std::exception& error) {
        std::cerr << "replay: " << error.what() << '\n';
        return 1;
    }
    std::cout << tried << " inputs, every promise kept\n";
    if (tried > 0) return 0;
    std::cerr << "no input was found: nothing was tried\n";
    return 1;
}
