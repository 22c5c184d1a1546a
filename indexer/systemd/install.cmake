# Run by cmake --install: units is the folder of this file, made one to write in,
# bin where programs go below the prefix.

# Where the manager of a user looks: below the prefixes of a system in lib, below
# ~/.local in share alone.
if(CMAKE_INSTALL_PREFIX MATCHES "^/usr(/local)?/?$")
  set(folder lib/systemd/user)
else()
  set(folder share/systemd/user)
endif()
cmake_path(ABSOLUTE_PATH bin BASE_DIRECTORY "${CMAKE_INSTALL_PREFIX}" NORMALIZE)
set(SEOGO_INDEX "${bin}/seogo-index")
configure_file("${units}/seogo-index.service.in" "${made}/seogo-index.service" @ONLY)
file(INSTALL "${made}/seogo-index.service" "${units}/seogo-index.timer"
  DESTINATION "${CMAKE_INSTALL_PREFIX}/${folder}")
