# What bash offers for the words of this script, the last of which is being typed. $SCRIPT is the completion.
[ -r /usr/share/bash-completion/bash_completion ] && [ -z "$ALONE" ] && . /usr/share/bash-completion/bash_completion
. "$SCRIPT"
complete -W 'alpha beta' mytool
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
COMP_LINE="$*"
COMP_POINT=${#COMP_LINE}
COMP_TYPE=9
complete -p telem >/dev/null || exit 1
_telem telem "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\n' "${COMPREPLY[@]}"
