// Polling cost: what every schedule costs, side by side.
//   polling_cost [--quick] [--report FILE] [--pictures FOLDER]
#include <cstdio>
#include <cstring>
#include <string>

#include "report.hpp"

namespace {

bool write_file(const std::string& path, const std::string& text) {
    std::FILE* file = std::fopen(path.c_str(), "wb");
    if (file == nullptr) return false;
    const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
    return std::fclose(file) == 0 && written;
}

} // namespace

int main(int count, char** words) {
    bool quick = false;
    std::string report_file;
    std::string picture_folder;
    for (int i = 1; i < count; ++i) {
        const std::string word = words[i];
        if (word == "--quick")
            quick = true;
        else if (word == "--report" && i + 1 < count)
            report_file = words[++i];
        else if (word == "--pictures" && i + 1 < count)
            picture_folder = words[++i];
        else
            return std::fprintf(stderr,
                                "usage: polling_cost [--quick] [--report FILE] [--pictures FOLDER]\n"),
                   64;
    }
    using namespace polling_cost;
    const std::vector<family> world = make_world(quick);
    report r{quick ? 0.05 : 0};
    r.line("# What polling costs\n");
    r.line("Written by `cmake --build build/release --target polling_cost_table`. The cost of a job is 2 s "
           "for each "
           "poll, the one at once counted, and the seconds from its end to our learning of it. Families, "
           "shapes and "
           "method: [docs/schedules.md](../../docs/schedules.md).\n");
    blind_section(r, world, quick);
    learned_section(r, world, quick);
    progress_section(r, world, quick);
    adversary_section(r, world, quick);
    if (!report_file.empty() && !write_file(report_file, r.text())) return 74;
    if (!picture_folder.empty() && !draw_pictures(world, picture_folder)) return 74;
    std::fputs(r.claims().c_str(), stdout);
    std::printf("%d figures broken\n", r.broken());
    return r.broken() == 0 ? 0 : 1;
}
