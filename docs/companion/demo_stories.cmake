# Writes demo_stories.hpp: recordings as raw string literals; the first ones are shown in full.
set(stories_dir ${PROJECT_SOURCE_DIR}/tests/data)
include(${stories_dir}/stories.cmake)

set(rows "")
function(add_demo_story vendor name)
  set(file ${vendor}/stories.jsonl)
  read_stories(${stories_dir}/${file})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${stories_dir}/${file})
  set(texts "\"${story_endpoint_${name}}\", \"${story_job_id_${name}}\", \"${file}\"")
  set(rows "${rows}    {${texts}, R\"jobpoll(${story_lines_${name}})jobpoll\"},\n" PARENT_SCOPE)
endfunction()
add_demo_story(userpilot job.pending_refresh)
add_demo_story(userpilot job_list.appears_late)
add_demo_story(reply_io job.throttled)
add_demo_story(reply_io job_list.expired)
add_demo_story(retailgrid job.unknown_word)
add_demo_story(gu1 job.html_page)
add_demo_story(gu1 job_with_failures.partial)

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
