#include "under_callgrind.hpp"

#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <unistd.h>

namespace bench {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view trigger = "desc: Trigger: Client Request: ";
constexpr std::string_view totals = "totals: ";

/// A folder of its own that is gone at the end.
class scratch_folder {
public:
    scratch_folder() {
        std::string name = (fs::temp_directory_path() / "read_instructions.XXXXXX").string();
        if (mkdtemp(name.data()) != nullptr) path_ = name;
    }
    scratch_folder(const scratch_folder&) = delete;
    scratch_folder& operator=(const scratch_folder&) = delete;
    ~scratch_folder() {
        std::error_code ignored;
        if (!path_.empty()) fs::remove_all(path_, ignored);
    }
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string path_;
};

/// What one dump of callgrind says.
std::optional<count> read_dump(const std::string& file) {
    std::ifstream in{file};
    std::string line;
    count made;
    while (std::getline(in, line)) {
        if (line.starts_with(trigger)) {
            const std::string name = line.substr(trigger.size());
            const std::size_t middle = name.find(between_names);
            if (middle == std::string::npos) return std::nullopt;
            made.payload = name.substr(0, middle);
            made.lane = name.substr(middle + 1);
        } else if (line.starts_with(totals)) {
            std::from_chars(line.data() + totals.size(), line.data() + line.size(), made.instructions);
        }
    }
    return made.instructions > 0 && !made.lane.empty() ? std::optional{made} : std::nullopt;
}

} // namespace

std::optional<counts> count_under_callgrind(const std::string& valgrind, const std::string& self,
                                            const std::string& what) {
    const scratch_folder folder;
    const std::string out = folder.path() + "/out";
    // Copying by `rep movsb` counts as an instruction for each byte, but only below some length.
    const std::string command = "GLIBC_TUNABLES=glibc.cpu.x86_rep_movsb_threshold=1000000000 '" + valgrind +
                                "' --tool=callgrind --callgrind-out-file='" + out + "' '" + self + "' " +
                                what + " >'" + out + ".log' 2>&1";
    if (folder.path().empty() || std::system(command.c_str()) != 0) {
        std::cerr << "this does not work: " << command << '\n' << std::ifstream{out + ".log"}.rdbuf();
        return std::nullopt;
    }
    counts all;
    for (int i = 1; fs::exists(out + "." + std::to_string(i)); ++i) {
        const std::optional<count> one = read_dump(out + "." + std::to_string(i));
        if (!one) {
            std::cerr << "dump " << i << " of callgrind has no count\n";
            return std::nullopt;
        }
        all.push_back(*one);
    }
    if (all.empty()) {
        std::cerr << "callgrind counted nothing\n";
        return std::nullopt;
    }
    return all;
}

} // namespace bench
