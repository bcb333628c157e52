// The function of jobs: the board of postings and who offers them, matching, applications, second jobs, what is pushed to groups, fairs.
import { listPostings, showPosting } from '@shared/actions/postings';
import { serve } from '@shared/runtime/entry';

export const main = serve([listPostings, showPosting]);
