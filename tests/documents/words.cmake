# Holds words out of the headers, the documents and the tests that plain technical English does not need.
# Usage: cmake -DROOT=<project> -P words.cmake. Recorded data is read but not written by the project, so it is left out.
set(words "[Nn]obody|[Ww]hatever|[Ww]hatsoever|[Ww]hoever|[Aa]new|[Bb]efell|[Bb]efalls?|[Bb]efallen|[Nn]ought")

set(files "${ROOT}/README.md")
foreach(room include docs tests benchmarks)
  file(GLOB_RECURSE found "${ROOT}/${room}/*.hpp" "${ROOT}/${room}/*.cpp" "${ROOT}/${room}/*.md" "${ROOT}/${room}/*.in"
    "${ROOT}/${room}/*.txt" "${ROOT}/${room}/*.py" "${ROOT}/${room}/*.sh" "${ROOT}/${room}/*.cmake" "${ROOT}/${room}/*.lua")
  list(APPEND files ${found})
endforeach()
list(FILTER files EXCLUDE REGEX "/tests/(data|fuzz/corpus|fuzz/findings)/|/tests/documents/words[.]cmake$")

list(LENGTH files count)
if(count LESS 300)
  message(FATAL_ERROR "only ${count} files below ${ROOT}: is that the project?")
endif()
set(failures 0)
foreach(file IN LISTS files)
  file(STRINGS "${file}" lines REGEX "(^|[^A-Za-z_])(${words})([^A-Za-z_]|$)")
  foreach(line IN LISTS lines)
    file(RELATIVE_PATH name "${ROOT}" "${file}")
    message("FAILED ${name}: ${line}")
    math(EXPR failures "${failures} + 1")
  endforeach()
endforeach()
if(failures)
  message(FATAL_ERROR "${failures} lines have a word of the list: say it with subject, verb and object")
endif()
message("${count} files, none of the words")
