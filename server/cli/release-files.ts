/*
 * The files of a release that are written here and not built: launcher, service unit, instructions.
 */

/** `./tracker start` and the like: sh, because the machine has no Node of its own. */
export const LAUNCHER = `#!/bin/sh
# 九江绿色制造目标跟踪平台：start、demo、backup、restore、admin-reset
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd) || exit 1
TRACKER_CALLED=$0
export TRACKER_CALLED
exec "$here/runtime/node" "$here/tracker.mjs" "$@"
`;

/** What the launcher runs with the runtime that came along. */
export const ENTRY = `const [, , command = 'help', ...rest] = process.argv;
// the modules read their arguments after the name of the script
process.argv.splice(2, 1);
const at = (name) => import(new URL(\`./dist/server/\${name}.js\`, import.meta.url).href);
const commands = {
  start: () => at('serve').then((m) => m.serveOrExit('start')),
  demo: () => at('serve').then((m) => m.serveOrExit('demo')),
  backup: () => at('backup').then((m) => m.backup()),
  restore: () => at('restore').then((m) => m.restore()),
  'admin-reset': () => at('admin-reset').then((m) => m.adminReset()),
};
const called = process.env.TRACKER_CALLED ?? './tracker';
if (Object.hasOwn(commands, command)) {
  // the demo has nothing to do with the service and its settings
  const isDemo = command === 'demo' || rest.includes('--demo');
  if (!isDemo) (await at('settings')).useInstalledSettings(import.meta.dirname, [called, command, ...rest].join(' '));
  await commands[command]();
} else {
  console.log(\`用法：\${called} start | demo | backup [--list | --verify] | restore <备份文件> | admin-reset [账号]\`);
  process.exit(command === 'help' ? 0 : 1);
}
`;

/**
 * systemd unit; the paths are those of the instructions. It states no settings: the launcher reads them, for the service
 * and for every command typed beside it.
 */
export const UNIT = `[Unit]
Description=九江绿色制造目标跟踪平台
After=network.target

[Service]
User=tracker
Group=tracker
WorkingDirectory=/opt/jiujiang-tracker
ExecStart=/opt/jiujiang-tracker/tracker start
Restart=on-failure
RestartSec=3
TimeoutStopSec=10
UMask=0077
StateDirectory=jiujiang-tracker
StateDirectoryMode=0700
NoNewPrivileges=yes
PrivateTmp=yes
PrivateDevices=yes
ProtectSystem=strict
ProtectHome=yes
ProtectKernelTunables=yes
ProtectControlGroups=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
CapabilityBoundingSet=

[Install]
WantedBy=multi-user.target
`;

export const INSTRUCTIONS = `# 九江绿色制造目标跟踪平台 安装说明

适用于 Linux x64（glibc 2.28 及以上）。压缩包内已带运行环境，**不需要外网、Node.js、数据库或编译器**。以下命令以 root 执行；数据一律由服务账号 \`tracker\` 读写，所以平台的命令都写成 \`runuser -u tracker -- ./tracker …\`，在 \`/opt/jiujiang-tracker\` 下运行。

## 1. 校验并解压
\`\`\`sh
sha256sum -c jiujiang-tracker-*.tar.gz.sha256
tar -xzf jiujiang-tracker-*.tar.gz
cd jiujiang-tracker-*/
sha256sum -c --quiet SHA256SUMS && echo 完好
\`\`\`

## 2. 先看演示（可选）
\`\`\`sh
DATA_DIR=/tmp/tracker-demo ./tracker demo
\`\`\`
按屏幕提示的地址和账号登录；按 Ctrl+C 停止。演示不读正式设置，与正式数据互不影响。

## 3. 安装为系统服务
\`\`\`sh
useradd --system --home-dir /var/lib/jiujiang-tracker --shell /usr/sbin/nologin tracker
mv "$PWD" /opt/jiujiang-tracker && cd /opt/jiujiang-tracker
install -d -m 0700 -o tracker -g tracker /var/lib/jiujiang-tracker
install -m 0640 -g tracker /dev/null /etc/jiujiang-tracker.env
cp service/jiujiang-tracker.service /etc/systemd/system/
systemctl daemon-reload
\`\`\`
**设置**写在 \`/etc/jiujiang-tracker.env\`，一行一项，服务和命令都读它；改后 \`systemctl restart jiujiang-tracker\`。常用的：
\`\`\`sh
PORT=3000
# 前面有 HTTPS 代理（推荐）：只听本机，并写明对外地址
PUBLIC_ORIGIN=https://gm.example.gov.cn
# 没有代理、由内网直接访问：去掉上一行，改用
# HOST=0.0.0.0
# 备份放到另一块磁盘（见第5步）
# BACKUP_DIR=/mnt/backup/jiujiang-tracker
\`\`\`
不写 \`DATA_DIR\` 时，数据在 \`/var/lib/jiujiang-tracker\`；不写 \`HOST\` 时，只有本机能访问。

## 4. 首次启动
\`\`\`sh
systemctl enable --now jiujiang-tracker
journalctl -u jiujiang-tracker | grep 一次性密码
\`\`\`
首次启动自动建库，并**显示一次**管理员 \`admin\` 的一次性密码。立即登录并改掉：日志里会留着它。

## 5. 备份
每天 02:30（北京时间）自动备份到 \`/var/lib/jiujiang-tracker/backups\`。建议放到另一块磁盘：服务只能写自己的数据目录，别的目录须先放行——
\`\`\`sh
install -d -m 0700 -o tracker -g tracker /mnt/backup/jiujiang-tracker
mkdir -p /etc/systemd/system/jiujiang-tracker.service.d
printf '[Service]\\nReadWritePaths=/mnt/backup/jiujiang-tracker\\n' > /etc/systemd/system/jiujiang-tracker.service.d/folders.conf
echo 'BACKUP_DIR=/mnt/backup/jiujiang-tracker' >> /etc/jiujiang-tracker.env
systemctl daemon-reload && systemctl restart jiujiang-tracker
\`\`\`
手工备份（不必停机）：
\`\`\`sh
runuser -u tracker -- ./tracker backup
runuser -u tracker -- ./tracker backup --list
\`\`\`
备份请再复制到另一台机器，平台不代做。

## 6. 恢复（换机器：先做第1、3步，不启动）
\`\`\`sh
systemctl stop jiujiang-tracker
runuser -u tracker -- ./tracker restore <备份文件>
systemctl start jiujiang-tracker
\`\`\`
备份目录里的文件只写文件名；从别处拷来的，先 \`install -o tracker -m 0600 <备份文件> /var/lib/jiujiang-tracker/\`，再写它的完整路径。备份损坏时拒绝恢复，原有数据不动。

## 7. 升级
\`\`\`sh
runuser -u tracker -- ./tracker backup
systemctl stop jiujiang-tracker
cd / && mv /opt/jiujiang-tracker /opt/jiujiang-tracker.old
mv <新版目录> /opt/jiujiang-tracker && cd /opt/jiujiang-tracker
cp service/jiujiang-tracker.service /etc/systemd/system/ && systemctl daemon-reload
systemctl start jiujiang-tracker
\`\`\`
数据库在首次启动时自动升级。要退回旧版：换回旧目录，并恢复升级前的备份。

## 8. 忘记管理员密码
停止服务后执行（留有审计记录），再启动：
\`\`\`sh
runuser -u tracker -- ./tracker admin-reset admin
\`\`\`

更多说明（反向代理、监控、日志、磁盘）见 \`docs/operations.md\`，安全说明见 \`docs/security.md\`，第三方组件见 \`docs/licences.md\` 与 \`LICENSES.txt\`。
`;
