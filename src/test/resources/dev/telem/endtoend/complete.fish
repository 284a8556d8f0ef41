# What fish offers for the words of this script, the last of which is being typed. $SCRIPT is the completion.
source $SCRIPT
complete -c mytool -f -a 'alpha beta'
complete -C (string join ' ' -- $argv)
