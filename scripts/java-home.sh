# Sourced by the scripts beside it: finds a JDK or a Java runtime of version 17 or newer.
# Answers are left in variables, because a subshell costs more than all else here.

# read_version HOME: leaves the version in java_version and its first number in java_major, read from the release
# file because starting a JVM to ask takes longer.
read_version() {
  local line version=
  if [ -r "$1/release" ]; then
    while IFS= read -r line; do
      case $line in JAVA_VERSION=*) version=${line#*\"} ;; esac
    done <"$1/release"
  else
    version=$("$1/bin/java" -version 2>&1) || return 1
    version=${version#*\"}
  fi
  java_version=${version%%\"*}
  java_major=${version%%[!0-9]*}
}

# find_java_home COMMAND: leaves the first home of version 17 or newer with bin/COMMAND in java_home.
find_java_home() {
  local in_path
  java_home=${JAVA_HOME:-}
  has_java "$1" && return
  if in_path=$(readlink -f "$(command -v "$1")" 2>/dev/null); then
    java_home=${in_path%/bin/*}
    has_java "$1" && return
  fi
  for java_home in \
    /usr/lib/jvm/* \
    /usr/java/* \
    /opt/java/* \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-}"/.sdkman/candidates/java/* \
    "${HOME:-}"/.jdks/*; do
    has_java "$1" && return
  done
  return 1
}

has_java() {
  [ -n "$java_home" ] && [ -x "$java_home/bin/$1" ] && [ -x "$java_home/bin/java" ] \
    && read_version "$java_home" && [ "${java_major:-0}" -ge 17 ]
}

# need_jdk_and_maven: exports JAVA_HOME for Maven, or says what is missing and ends.
need_jdk_and_maven() {
  if ! find_java_home javac; then
    say_how_to_get "a JDK 17 or newer" openjdk-17-jdk-headless openjdk@17 https://adoptium.net
    exit 1
  fi
  if ! command -v mvn >/dev/null; then
    say_how_to_get "Maven 3.8 or newer" maven maven https://maven.apache.org/download.cgi
    exit 1
  fi
  export JAVA_HOME=$java_home
}

# say_how_to_get WHAT DEBIAN_PACKAGE BREW_PACKAGE ADDRESS
say_how_to_get() {
  cat >&2 <<TEXT
spoor: needs $1, and found none.
  Debian, Ubuntu:  sudo apt-get install $2
  macOS:           brew install $3
  other systems:   $4
TEXT
}
