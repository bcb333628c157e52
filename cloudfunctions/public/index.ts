// The function anyone may call: who am I here, jobs, programmes in force.
import { jobById, jobPhotos, listJobs } from '@shared/actions/jobs';
import { activePolicies } from '@shared/actions/policy';
import { openPublicity } from '@shared/actions/publicity-public';
import { openPush } from '@shared/actions/push-open';
import { sessionMe } from '@shared/actions/session';
import { serve } from '@shared/runtime/entry';

export const main = serve([sessionMe, listJobs, jobById, jobPhotos, activePolicies, openPublicity, openPush]);
