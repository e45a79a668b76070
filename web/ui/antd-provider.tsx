import { App, ConfigProvider, theme } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { isDark } from '../app/theme.ts';
import { chartColours } from './chart.tsx';

/**
 * antd in Chinese and in the colours of tokens.css. Only for review, administration and the bureau's forms;
 * the shell and the leadership pages never import it.
 */
export function AntdProvider({ children }: { children: ReactNode }) {
  const colours = chartColours();
  return (
    <ConfigProvider
      locale={zhCN}
      button={{ autoInsertSpace: false }}
      theme={{
        algorithm: isDark() ? theme.darkAlgorithm : theme.defaultAlgorithm,
        token: {
          colorPrimary: colours.brand,
          colorInfo: colours.water,
          colorSuccess: colours.ok,
          colorWarning: colours.warn,
          colorError: colours.bad,
          colorPrimaryBg: colours['brand-soft'],
          colorInfoBg: colours['water-soft'],
          colorSuccessBg: colours['ok-soft'],
          colorWarningBg: colours['warn-soft'],
          colorErrorBg: colours['bad-soft'],
          colorText: colours.ink,
          colorTextSecondary: colours.ink2,
          colorTextTertiary: colours.ink3,
          colorTextPlaceholder: colours.ink3,
          colorBgContainer: colours.card,
          colorBgElevated: colours.card,
          colorBorder: colours.rule2,
          colorBorderSecondary: colours.rule,
          colorLink: colours.water,
          fontFamily: colours.sans,
          fontSize: 14,
          // dialogs stand at once, and nothing can be clicked while it still moves
          motion: false,
          borderRadius: 6,
        },
        components: { Button: { primaryColor: colours['on-brand'] } },
      }}
    >
      <App>{children}</App>
    </ConfigProvider>
  );
}
