/*
 * The files of a release that are written here and not built: launcher, service unit, instructions.
 */

/** `./tracker start` and the like: sh, because the machine has no Node of its own. */
export const LAUNCHER = `#!/bin/sh
# 九江绿色制造目标跟踪平台：start、demo、backup、restore、admin-reset
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd) || exit 1
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
if (commands[command]) {
  await commands[command]();
} else {
  console.log('用法：./tracker start | demo | backup [--list | --verify] | restore <备份文件> | admin-reset [账号]');
  process.exit(command === 'help' ? 0 : 1);
}
`;

/** systemd unit; the paths are those of the instructions. */
export const UNIT = `[Unit]
Description=九江绿色制造目标跟踪平台
After=network.target

[Service]
User=tracker
Group=tracker
WorkingDirectory=/opt/jiujiang-tracker
EnvironmentFile=-/etc/jiujiang-tracker.env
Environment=DATA_DIR=/var/lib/jiujiang-tracker
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

适用于 Linux x64（glibc 2.28 及以上）。压缩包内已带运行环境，**不需要外网、Node.js、数据库或编译器**。

## 1. 校验并解压
\`\`\`sh
tar -xzf jiujiang-tracker-*.tar.gz
cd jiujiang-tracker-*/
sha256sum -c --quiet SHA256SUMS && echo 完好
\`\`\`

## 2. 先看演示（可选）
\`\`\`sh
DATA_DIR=/tmp/tracker-demo ./tracker demo
\`\`\`
按屏幕提示的地址和账号登录；按 Ctrl+C 停止。演示数据与正式数据互不影响。

## 3. 正式启动
\`\`\`sh
DATA_DIR=/var/lib/jiujiang-tracker HOST=0.0.0.0 PORT=3000 ./tracker start
\`\`\`
首次启动自动建库，并在屏幕上**显示一次**管理员 \`admin\` 的一次性密码，首次登录须修改。

## 4. 作为系统服务
\`\`\`sh
useradd --system --home-dir /var/lib/jiujiang-tracker tracker
mv "$PWD" /opt/jiujiang-tracker && cd /opt/jiujiang-tracker
cp service/jiujiang-tracker.service /etc/systemd/system/
systemctl daemon-reload && systemctl enable --now jiujiang-tracker
journalctl -u jiujiang-tracker | grep 一次性密码
\`\`\`
设置写在 \`/etc/jiujiang-tracker.env\`（如 \`PORT=3000\`、\`PUBLIC_ORIGIN=https://…\`），改后 \`systemctl restart jiujiang-tracker\`。

## 5. 备份
每天 02:30（北京时间）自动备份到 \`DATA_DIR/backups\`；建议用 \`BACKUP_DIR\` 指到另一块磁盘。手工备份（不必停机）：
\`\`\`sh
DATA_DIR=/var/lib/jiujiang-tracker ./tracker backup
DATA_DIR=/var/lib/jiujiang-tracker ./tracker backup --list
\`\`\`

## 6. 恢复（换机器也是这样）
先停止服务，再用备份文件恢复，然后启动：
\`\`\`sh
DATA_DIR=/var/lib/jiujiang-tracker ./tracker restore /路径/备份文件
DATA_DIR=/var/lib/jiujiang-tracker ./tracker start
\`\`\`
备份损坏时恢复会拒绝执行，原有数据不动。

## 7. 升级
备份 → 停止服务 → 用新版目录替换 \`/opt/jiujiang-tracker\` → 启动；数据库在首次启动时自动升级。要退回旧版，须恢复升级前的备份。

## 8. 忘记管理员密码
停止服务后执行（留有审计记录）：
\`\`\`sh
DATA_DIR=/var/lib/jiujiang-tracker ./tracker admin-reset admin
\`\`\`

更多说明（反向代理、监控、日志、磁盘）见 \`docs/operations.md\`，安全说明见 \`docs/security.md\`，第三方组件见 \`docs/licences.md\` 与 \`LICENSES.txt\`。
`;
