// jobpoll, the program: the colours of the picture of a replay.
#ifndef JOBPOLL_COMPANION_REPLAY_PICTURE_STYLE_HPP
#define JOBPOLL_COMPANION_REPLAY_PICTURE_STYLE_HPP

#include <string_view>

namespace companion {

/// The colours, light and dark. Reasons keep theirs, which carry white words on both.
inline constexpr std::string_view replay_picture_style = R"css(<style>
text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;font-size:12px;fill:#1f2937}
.page{fill:#ffffff}.name{font-size:20px;font-weight:600}.dim{fill:#64748b}.small{font-size:11px}
.end{font-size:13px}.inside{font-size:11px;fill:#ffffff;font-weight:600}.phase{font-size:11px;fill:#64748b}
.grid{stroke:#e2e8f0}.axis{stroke:#94a3b8}.curve{fill:none;stroke:#0f62c4;stroke-width:2.5;stroke-linejoin:round}
.point{fill:#0f62c4;stroke:#ffffff;stroke-width:1.5}.aim{stroke:#1a7f5a;stroke-width:1.5;stroke-dasharray:2 4;stroke-linecap:round}
.aimed{stroke:#1a7f5a;stroke-width:3;stroke-linecap:round}.late{fill:#c2283d;fill-opacity:.10}.lateness{stroke:#c2283d;stroke-width:1.5}
.latewords{font-size:11px;fill:#b3213a}
.unknown{fill:#f4f5f7}.queued{fill:#eef2f7}.running{fill:#e4effd}.finalizing{fill:#e3f5ec}.cancelling{fill:#fdeade}.blocked{fill:#fcf1cf}.paused{fill:#f6efe0}.finished{fill:#e3f5ec}
.news{fill:#1f2937}.no_news{fill:#ffffff;stroke:#1f2937;stroke-width:2}.fault{fill:#d4480b}.unusable{fill:#c2283d}.refusal{fill:#c2283d}
.renewal{fill:#ffffff;stroke:#1a7f5a;stroke-width:2}.pause{fill:#9a6700}.paused_account{stroke:#9a6700;stroke-width:4}.patience{stroke:#c2570c;stroke-width:3;stroke-dasharray:6 3}
.cancel{fill:#6d4fc2}.restart{fill:#ffffff;stroke:#6d4fc2;stroke-width:2}.start{fill:none}.trouble{font-size:11px;fill:#b03a06}
.good{stroke:#1a7f5a;stroke-width:2}.bad{stroke:#c2283d;stroke-width:2}.ours{stroke:#9a6700;stroke-width:2}.goodmark{fill:#1a7f5a}.badmark{fill:#c2283d}.oursmark{fill:#9a6700}
.none,.first_poll{fill:#94a3b8}.law{fill:#3b6fd4}.cadence{fill:#64748b}.progress{fill:#1a7f5a}.history{fill:#6d4fc2}.quota{fill:#9a6700}
.backoff{fill:#c2570c}.retry_after{fill:#c2283d}.grace{fill:#7d6b00}.deadline,.retry_after_past_deadline{fill:#334155}.unauthorized{fill:#c2283d}.confirmation{fill:#1a7f5a}
@media (prefers-color-scheme:dark){
text{fill:#e5e7eb}.page{fill:#0d1117}.dim,.phase{fill:#94a3b8}.inside{fill:#ffffff}.grid{stroke:#232b36}.axis{stroke:#64748b}
.curve{stroke:#6cb0ff}.point{fill:#6cb0ff;stroke:#0d1117}.aim,.aimed{stroke:#4cc38a}.late{fill:#ff7b8a;fill-opacity:.14}.lateness{stroke:#ff7b8a}.latewords{fill:#ff9aa6}
.unknown{fill:#151a21}.queued{fill:#161e2b}.running{fill:#10233f}.finalizing,.finished{fill:#0f2b20}.cancelling{fill:#352010}.blocked{fill:#2f280d}.paused{fill:#262115}
.news{fill:#e5e7eb}.no_news{fill:#0d1117;stroke:#e5e7eb}.fault{fill:#ff8a4c}.unusable,.refusal{fill:#ff7b8a}.restart{fill:#0d1117;stroke:#a99af0}.cancel{fill:#a99af0}.renewal{fill:#0d1117;stroke:#4cc38a}.pause{fill:#e0b04a}.paused_account{stroke:#e0b04a}.patience{stroke:#ff8a4c}.trouble{fill:#ffab7a}
.good{stroke:#4cc38a}.bad{stroke:#ff7b8a}.ours{stroke:#e0b04a}.goodmark{fill:#4cc38a}.badmark{fill:#ff7b8a}.oursmark{fill:#e0b04a}.deadline{fill:#55647a}
}
</style>
)css";

} // namespace companion

#endif
