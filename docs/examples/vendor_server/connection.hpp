// vendor_server: one connection: requests in, replies out, and the scripted faults in between.
#ifndef JOBPOLL_EXAMPLES_VENDOR_SERVER_CONNECTION_HPP
#define JOBPOLL_EXAMPLES_VENDOR_SERVER_CONNECTION_HPP

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "vendor.hpp"

namespace vendor_server {

/// Takes connections for as long as the acceptor is open, and prints a line of JSON for each request.
boost::asio::awaitable<void> accept_connections(boost::asio::ip::tcp::acceptor acceptor, vendor& asked);

} // namespace vendor_server

#endif
