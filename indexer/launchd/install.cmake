# Run by cmake --install: agent is the template, made a folder to write in, bin
# where programs go below the prefix.
cmake_path(ABSOLUTE_PATH bin BASE_DIRECTORY "${CMAKE_INSTALL_PREFIX}" NORMALIZE)
set(SEOGO_INDEX "${bin}/seogo-index")
configure_file("${agent}" "${made}/seogo-index.plist" @ONLY)
file(INSTALL "${made}/seogo-index.plist" DESTINATION "${CMAKE_INSTALL_PREFIX}/share/seogo")
