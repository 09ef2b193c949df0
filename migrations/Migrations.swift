// The SQL files beside this one are compiled into `PackageResources`.
