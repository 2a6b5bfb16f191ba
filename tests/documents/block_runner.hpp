// Runs the blocks of a document and compares what they write with what the document says.
#ifndef JOBPOLL_TESTS_DOCUMENTS_BLOCK_RUNNER_HPP
#define JOBPOLL_TESTS_DOCUMENTS_BLOCK_RUNNER_HPP

#include <cstddef>
#include <exception>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

struct document_block {
    const char* name;
    void (*run)();
    const char* expected; ///< null where the document shows no output
};

inline std::string output_of(const document_block& block) {
    std::ostringstream written;
    std::streambuf* const before = std::cout.rdbuf(written.rdbuf());
    try {
        block.run();
    } catch (const std::exception& thrown) {
        written << "thrown: " << thrown.what() << '\n';
    }
    std::cout.rdbuf(before);
    return written.str();
}

inline int run_blocks(const char* document, const std::vector<document_block>& blocks) {
    int failed = 0;
    for (const document_block& block : blocks) {
        const std::string written = output_of(block);
        const bool good = block.expected == nullptr || written == block.expected;
        std::cout << (good ? "passed " : "FAILED ") << document << " " << block.name << '\n';
        if (good) continue;
        ++failed;
        std::cout << "--- the document says\n" << block.expected << "--- the block writes\n" << written;
    }
    std::cout << blocks.size() << " blocks, " << failed << " failed\n";
    return failed == 0 ? 0 : 1;
}

#endif
