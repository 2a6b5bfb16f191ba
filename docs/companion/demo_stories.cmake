# Writes demo_stories.hpp: recordings as raw string literals; the first ones are shown in full.
set(stories_dir ${PROJECT_SOURCE_DIR}/tests/data)
set(stories
    userpilot/job.pending_refresh.jsonl
    userpilot/job_list.appears_late.jsonl
    reply_io/job.throttled.jsonl
    reply_io/job_list.expired.jsonl
    retailgrid/job.unknown_word.jsonl
    gu1/job.html_page.jsonl
    gu1/job_with_failures.partial.jsonl)

set(rows "")
foreach(story ${stories})
  string(REGEX MATCH "^([a-z0-9_]+)/([a-z0-9_]+)" unused ${story})
  set(endpoint ${CMAKE_MATCH_1}.${CMAKE_MATCH_2})
  set(id_file ${stories_dir}/${CMAKE_MATCH_1}/job_id.txt)
  file(STRINGS ${id_file} job_id)
  file(READ ${stories_dir}/${story} lines)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${stories_dir}/${story} ${id_file})
  string(APPEND rows "    {\"${endpoint}\", \"${job_id}\", \"${story}\", R\"jobpoll(${lines})jobpoll\"},\n")
endforeach()

file(GLOB recordings CONFIGURE_DEPENDS RELATIVE ${stories_dir} ${stories_dir}/*/*.recorded.json)
set(short_rows "")
foreach(recording ${recordings})
  file(READ ${stories_dir}/${recording} text)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${stories_dir}/${recording})
  string(APPEND short_rows "    {\"${recording}\", R\"jobpoll(${text})jobpoll\"},\n")
endforeach()

file(CONFIGURE OUTPUT demo_stories.hpp @ONLY CONTENT
"// Made by demo_stories.cmake out of tests/data.
#ifndef JOBPOLL_COMPANION_DEMO_STORIES_HPP
#define JOBPOLL_COMPANION_DEMO_STORIES_HPP

#include \"demo.hpp\"

namespace companion {

inline constexpr demo_story demo_stories[] = {
@rows@};

inline constexpr recorded_endpoint recorded_endpoints[] = {
@short_rows@};

} // namespace companion

#endif
")
