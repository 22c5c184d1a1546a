# Run by cpack on the files of the package, before it is put together: what
# Debian wants otherwise than an installation has it.
set(usr "${CPACK_TEMPORARY_DIRECTORY}/usr")
set(doc "${usr}/share/doc/seogo")

file(REMOVE "${doc}/LICENSE") # Debian has one copy for all packages
file(RENAME "${doc}/NEWS" "${doc}/changelog.Debian")
file(RENAME "${usr}/share/zsh/site-functions" "${usr}/share/zsh/vendor-completions")

file(GLOB programs "${usr}/bin/*")
execute_process(COMMAND strip --remove-section=.comment --remove-section=.note ${programs}
  COMMAND_ERROR_IS_FATAL ANY)
file(GLOB pages "${usr}/share/man/man?/*")
execute_process(COMMAND gzip -9n ${pages} "${doc}/changelog.Debian" COMMAND_ERROR_IS_FATAL ANY)

# Whatever the umask of who builds it.
file(CHMOD_RECURSE "${usr}" DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
