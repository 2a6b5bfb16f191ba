// Calls a fuzz target with every file of some directories, without a fuzzer: `replay DIRECTORY...`.
//
// The name of each file is printed before it is tried, so that a crash tells which one it was.
#include "fuzz.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

int main(int argument_count, char* arguments[]) {
    std::vector<std::filesystem::path> files;
    for (int i = 1; i < argument_count; ++i) {
        if (!std::filesystem::is_directory(arguments[i])) continue;
        for (const auto& entry : std::filesystem::directory_iterator{arguments[i]})
            if (entry.is_regular_file()) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    for (const auto& path : files) {
        std::cout << path.filename().string() << std::endl;
        std::ifstream file{path, std::ios::binary};
        const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    }
    std::cout << files.size() << " inputs, every promise kept\n";
    if (!files.empty()) return 0;
    std::cerr << "no input was found: nothing was tried\n";
    return 1;
}
