// jobpoll: contracts as documents: `parse_contract`, and an endpoint printed as one.
#ifndef JOBPOLL_CONTRACT_DOCUMENT_HPP
#define JOBPOLL_CONTRACT_DOCUMENT_HPP

#if (defined(_MSVC_LANG) ? _MSVC_LANG : __cplusplus) < 202002L
#error "jobpoll needs C++20"
#else

#include <jobpoll/reading/contract_document.hpp>
#include <jobpoll/text/contract_text.hpp>

#if !defined(JOBPOLL_SEPARATE_COMPILATION)
#include <jobpoll/reading/contract_document.ipp>
#endif

#endif

#endif
