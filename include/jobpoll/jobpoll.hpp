// jobpoll: includes what most programs need to follow one job.
//
// Left out on purpose, because most programs need at most one of them:
//   <jobpoll/vendors/...>            the endpoints: include the vendor you poll
//   <jobpoll/fleet.hpp>              many jobs at once that share accounts
//   <jobpoll/contract_document.hpp>  contracts as JSON documents, read at run time
//   <jobpoll/fwd.hpp>                declarations only
//   <jobpoll/dot.hpp>                the machine's table as a diagram
//   <jobpoll/testing/script.hpp>     a scripted vendor in virtual time, for your tests
//   <jobpoll/src.hpp>                separate compilation
#ifndef JOBPOLL_JOBPOLL_HPP
#define JOBPOLL_JOBPOLL_HPP

#if (defined(_MSVC_LANG) ? _MSVC_LANG : __cplusplus) < 202002L
#error "jobpoll needs C++20"
#else

#include <jobpoll/contract/request.hpp>
#include <jobpoll/endpoint.hpp>
#include <jobpoll/follow.hpp>
#include <jobpoll/history.hpp>
#include <jobpoll/ostream.hpp>
#include <jobpoll/poller.hpp>
#include <jobpoll/text/decision_text.hpp>
#include <jobpoll/text/explain.hpp>
#include <jobpoll/text/violation_text.hpp>
#include <jobpoll/version.hpp>

#endif

#endif
