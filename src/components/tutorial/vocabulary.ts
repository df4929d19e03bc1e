import { Aside, FileTree, Steps, TabItem, Tabs } from '@astrojs/starlight/components';
import Checkpoint from './Checkpoint.astro';
import ErrorLink from './ErrorLink.astro';
import Label from './Label.astro';
import SampleCode from './SampleCode.astro';
import SampleFile from './SampleFile.astro';
import Tenant from './Tenant.astro';
import Value from './Value.astro';

/** What authors of steps use without import. */
export const vocabulary = {
  Aside,
  Checkpoint,
  ErrorLink,
  FileTree,
  Label,
  SampleCode,
  SampleFile,
  Steps,
  TabItem,
  Tabs,
  Tenant,
  Value,
};
