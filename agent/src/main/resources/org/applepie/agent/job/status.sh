tell BOOT "$boot"
look
case $state in
running) tell RUNNING "$(size "$dir/out")" ;;
exited) tell EXITED "${end%.*}" "${end#*.}" ;;
rebooted) tell LOST REBOOTED "it was launched in boot $saved" ;;
vanished) tell LOST VANISHED "process ${runner%.*} is gone and left no exit code" ;;
absent | claimed | never) tell NEVER ;;
esac
