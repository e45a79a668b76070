import { useState } from 'react';
import type { ProjectDetail } from '../../../server/projects/schema.ts';
import {
  PROJECT_STAGE_LABELS,
  PROJECT_STAGES,
  type ProjectStage,
} from '../../../server/rules/project-stages.ts';
import { uploadProjectFile } from '../../api/changes.ts';
import { projectFileUrl } from '../../api/queries.ts';
import { StoredFiles } from '../../ui/stored-files.tsx';
import { FILE_WORDS, fileStages } from './detail-shape.ts';
import styles from './project-detail.module.css';
import { useProjectChange } from './use-project-change.ts';

export const FILE_FORMATS = {
  accept: '.pdf,.jpg,.jpeg,.png,.docx,.xlsx',
  formats: 'PDF、JPG、PNG、DOCX、XLSX',
};

function StageFiles({ detail, stage }: { detail: ProjectDetail; stage: ProjectStage }) {
  const { mutateAsync } = useProjectChange(
    (file: File) => uploadProjectFile(detail.id, stage, file),
    () => undefined,
  );
  return (
    <StoredFiles
      heading={`${PROJECT_STAGE_LABELS[stage]} · ${FILE_WORDS[stage]}`}
      what={FILE_WORDS[stage]}
      files={detail.files.filter((file) => file.stage === stage)}
      addressOf={(file) => projectFileUrl(detail.id, file.id)}
      adding={detail.mayEdit ? { ...FILE_FORMATS, send: mutateAsync } : null}
    />
  );
}

/** Files of a project, stage by stage: those with files and the present one; any other on request. */
export function ProjectFiles({ detail }: { detail: ProjectDetail }) {
  const [added, setAdded] = useState<ProjectStage[]>([]);
  const { shown, others } = fileStages(detail, added);
  return (
    <div className={styles.section}>
      {shown.map((stage) => (
        <StageFiles key={stage} detail={detail} stage={stage} />
      ))}
      {detail.mayEdit && others.length > 0 ? (
        <select
          className={`field noPrint ${styles.otherStage}`}
          aria-label="补充其他阶段的材料"
          value=""
          onChange={(event) => {
            const stage = PROJECT_STAGES.find((one) => one === event.target.value);
            if (stage) setAdded([...added, stage]);
          }}
        >
          <option value="">补充其他阶段的材料…</option>
          {others.map((stage) => (
            <option key={stage} value={stage}>
              {PROJECT_STAGE_LABELS[stage]} · {FILE_WORDS[stage]}
            </option>
          ))}
        </select>
      ) : null}
    </div>
  );
}
