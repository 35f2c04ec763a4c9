#!/usr/bin/perl
# The data that a migration must bring over: mail-like bulk, and everything that copying tools are known to lose.
# Runs inside the guest, where only perl-base is sure to be: no modules for xattrs, ACLs or nanoseconds, so
# these are system calls (x86-64 numbers). The same seed gives the same bytes on every machine.
use strict;
use warnings;
use Fcntl ':mode';
use POSIX ();

use constant { SYS_SETXATTR => 188, SYS_UTIMENSAT => 280, AT_FDCWD => -100, NO_FOLLOW => 0x100 };

srand(19991231);
umask 022;
my $noise = pack 'N*', map { int rand 2**32 } 1 .. 32768;
my $clock = 1_100_000_000;

bulk();
links('/srv/mail/links');
odd_names('/srv/mail/odd names');
sparse('/srv/mail/sparse');
rights('/srv/mail/rights');
home('/home/ops');
stamp_all('/srv', '/home/ops');

# 2000 small messages in 40 mailboxes, and one large file.
sub bulk {
    mkdir_p('/srv/mail');
    for my $box (1 .. 40) {
        my $dir = sprintf '/srv/mail/box%02d/cur', $box;
        mkdir_p($dir);
        put(sprintf('%s/%d.M%06dP.mail1', $dir, 1_100_000_000 + $_, int rand 1e6), some(200 + int rand 3800)) for 1 .. 50;
        POSIX::mkfifo("/srv/mail/box01/notify", 0600) if $box == 1;
    }
    put('/srv/mail/archive.mbox', map { some(131072 - int rand 64) } 1 .. 240);
}

sub links {
    my ($dir) = @_;
    mkdir_p("$dir/other");
    put("$dir/one", some(5000));
    link "$dir/one", $_ or die "$_: $!" for "$dir/two", "$dir/other/three", "/srv/mail/box02/hard";
    symlink $$_[0], $$_[1] or die "$$_[1]: $!"
        for ['one', "$dir/relative"], ['/srv/mail/archive.mbox', "$dir/absolute"], ['nowhere/at all', "$dir/dangling"],
        ['other', "$dir/to-dir"], ["name\nwith newline", "$dir/to-newline"];
}

sub odd_names {
    my ($dir) = @_;
    mkdir_p($dir);
    my @names = ('two  spaces', ' leading', 'trailing ', "new\nline", "tab\tstop", '-rf', '--', 'quote\'"`$(x)', 'back\\slash',
        '*', '?', '#hash', "latin1-\xe9\xff", "b\xc3\xbccher-\xe2\x98\x83", "\x01control", 'x' x 255, '.hidden', 'a=b;c|d&e');
    put("$dir/$_", "I am called: $_\n") for @names;
    put("$dir/empty");
    mkdir_p("$dir/$_") for 'empty dir', "dir\nwith newline";
    put("$dir/dir\nwith newline/inside", some(100));
}

sub sparse {
    my ($dir) = @_;
    mkdir_p($dir);
    holes("$dir/middle", 16 << 20, 0, 12 << 20);
    holes("$dir/tail-only-hole", 64 << 20);
    holes("$dir/first-block-late", 8 << 20, 5 << 20);
}

sub rights {
    my ($dir) = @_;
    mkdir_p("$dir/shared");
    put("$dir/setuid", some(700));
    chmod 04755, "$dir/setuid";
    put("$dir/nobody-may", some(10));
    chmod 0000, "$dir/nobody-may";
    put("$dir/foreign", some(10));
    chown 12345, 54321, "$dir/foreign";
    chmod 02775, "$dir/shared";
    mkdir_p("$dir/sticky");
    chmod 01777, "$dir/sticky";
    put("$dir/acl", some(300));
    xattr("$dir/acl", 'system.posix_acl_access', acl([1, 6], [2, 7, 1000], [2, 4, 12345], [4, 4], [16, 7], [32, 0]));
    xattr("$dir/shared", 'system.posix_acl_default', acl([1, 7], [2, 5, 1000], [4, 5], [16, 5], [32, 0]));
    put("$dir/xattr", some(300));
    xattr("$dir/xattr", 'user.checksum', "\x00\x01binary\xff");
    xattr("$dir/xattr", 'user.empty', '');
    xattr("$dir/xattr", 'user.long', 'v' x 1500);
    xattr("$dir/shared", 'user.on-a-directory', 'yes');
    xattr("$dir/setuid", 'trusted.lab', 'only root sees me');
}

sub home {
    my ($dir) = @_;
    mkdir_p("$dir/notes");
    put("$dir/notes/$_.txt", some(500 + 100 * $_)) for 1 .. 20;
    put("$dir/notes/immutable name \xf0\x9f\xa5\xa7", 'pie');
    my ($uid, $gid) = (getpwnam 'ops')[2, 3];
    chown $uid, $gid, "$dir/notes", glob("$dir/notes/*.txt");
}

sub some { my ($length) = @_; return substr $noise, int rand(length($noise) - $length + 1), $length }

sub put {
    my ($path, @content) = @_;
    open my $out, '>:raw', $path or die "$path: $!";
    print $out @content;
    close $out or die "$path: $!";
}

sub holes {
    my ($path, $size, @at) = @_;
    open my $out, '>:raw', $path or die "$path: $!";
    for (@at) { sysseek $out, $_, 0; syswrite $out, some(4096) }
    truncate $out, $size or die "$path: $!";
    close $out or die "$path: $!";
}

sub mkdir_p {
    my ($path) = @_;
    my $so_far = '';
    for (split m{/}, substr $path, 1) { $so_far .= "/$_"; -d $so_far or mkdir $so_far or die "$so_far: $!" }
}

# The kernel's form of an ACL: version 2, then tag, permissions and id of each entry; tags as in acl(5).
sub acl { return pack('V', 2) . join '', map { pack 'vvV', $$_[0], $$_[1], $$_[2] // 0xffffffff } @_ }

sub xattr {
    my ($path, $name, $value) = @_;
    syscall(SYS_SETXATTR, $path, $name, $value, length $value, 0) == 0 or die "$name of $path: $!";
}

# Last of all and children first, since every change inside a directory touches its time.
sub stamp_all {
    open my $find, '-|', 'find', @_, '-depth', '-print0' or die "find: $!";
    local $/ = "\0";
    chomp(my @paths = <$find>);
    for my $path (sort { length $b <=> length $a || $a cmp $b } @paths) {
        $clock += 61;
        my $time = pack 'q2', $clock, 1 + int rand 999_999_999;
        my $times = $time . $time;
        syscall(SYS_UTIMENSAT, AT_FDCWD, $path, $times, NO_FOLLOW) == 0 or die "time of $path: $!";
    }
}
