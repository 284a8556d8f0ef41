# What zsh offers for the words of this script, the last of which is being typed: Tab is pressed on a terminal of zsh's own (zpty).
# $SCRIPT is the completion.
zmodload zsh/zpty zsh/zselect || exit 1
: > $OFFERS
zpty shell zsh -f -i
say() { zpty -w shell "$1" }
say 'PS1= PS2= RPS1=; autoload -Uz compinit && compinit -u -d $OFFERS.dump; source $SCRIPT
_mytool() { compadd alpha beta }; compdef _mytool mytool
compadd() {
  local -a offered
  builtin compadd "$@"; local code=$?
  [[ " $* " == *" -[OAD] "* ]] && return code
  builtin compadd -A offered "$@"
  (( $#offered )) && print -rl -- offered:$^offered >> $OFFERS
  return code
}
done-completing() { zle list-choices; print finished >> $OFFERS; exit }
zle -N done-completing; bindkey "^X" done-completing; print ready >> $OFFERS'
zpty -r shell output '*'  # what it echoes is not looked at
until grep -q ready $OFFERS 2>/dev/null; do zpty -r -t shell output || zselect -t 2; done
zpty -w -n shell "${(j: :)@}"$'\x18'
until grep -q finished $OFFERS; do zpty -r -t shell output || zselect -t 2; done
zpty -d shell
sed -n 's/^offered://p' $OFFERS
