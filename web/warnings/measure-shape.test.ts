import { expect, test } from 'vitest';
import { chosenFirm, chosenProject, firmGroups } from './measure-shape.ts';

const PROJECTS = [
  { id: 7, firmId: 70 },
  { id: 8, firmId: 80 },
];
const blank = { key: 0, text: '', responsible: '', dueOn: '', beneficiaryId: null, projectId: null };

test('a project brings its firm, and none chosen leaves the firm', () => {
  const chosen = chosenProject(blank, 7, PROJECTS);
  expect(chosen).toMatchObject({ projectId: 7, beneficiaryId: 70 });
  expect(chosenProject(chosen, null, PROJECTS)).toMatchObject({ projectId: null, beneficiaryId: 70 });
});

test('another firm takes the project away, the same one does not', () => {
  const chosen = chosenProject(blank, 7, PROJECTS);
  expect(chosenFirm(chosen, 80, PROJECTS)).toMatchObject({ projectId: null, beneficiaryId: 80 });
  expect(chosenFirm(chosen, 70, PROJECTS)).toMatchObject({ projectId: 7, beneficiaryId: 70 });
  expect(chosenFirm(chosen, null, PROJECTS)).toMatchObject({ projectId: null, beneficiaryId: null });
});

test('key energy users come first, the largest at the top; 1000 is one, 999.9 and an undeclared one are not', () => {
  const firms = ['999.9', '1000', null, '5000.5'].map((annualTce) => ({ annualTce }));
  const { key, others } = firmGroups(firms);
  expect(key.map(({ annualTce }) => annualTce)).toEqual(['5000.5', '1000']);
  expect(others.map(({ annualTce }) => annualTce)).toEqual(['999.9', null]);
});
