import { expiryOf, keyCredentialOf, newCertificate, thumbprintOf } from './certificate.ts';
import { writePrivately } from './env-writer.ts';
import { keepOrTakeBack } from './keep-or-take-back.ts';
import { changeApplication } from './make-application.ts';
import { clientIdOf, save, type Work } from './work.ts';
import { remember, writeEnvironment } from './write-environment.ts';

/** The private key is made here and written to a file here; Microsoft Graph gets the certificate. */
export async function createCertificate(work: Work): Promise<void> {
  const { record, application, app, isDryRun, surroundings } = work;
  const { certificate: certificatePath, key: keyPath } = app.files;
  const { certificate, privateKey } = newCertificate(clientIdOf(work), surroundings.now());
  const [thumbprint, expires] = [thumbprintOf(certificate), expiryOf(certificate)];
  const before = application?.keyCredentials ?? [];
  const own = record.certificates.map((each) => each.thumbprint);
  const others = before.filter(
    ({ customKeyIdentifier }) => !own.includes(customKeyIdentifier?.toUpperCase() ?? ''),
  );
  record.certificates.push({ state: 'intended', thumbprint, expires });
  save(work);
  const added = keyCredentialOf(certificate, clientIdOf(work));
  await changeApplication(work, { keyCredentials: [...others, added] });
  record.certificates = [{ state: 'made', thumbprint, expires }];
  save(work);
  if (isDryRun) return;
  await keepOrTakeBack(
    'The certificate',
    () => {
      writePrivately(surroundings.folder + keyPath, privateKey);
      remember(work, keyPath, privateKey);
      writePrivately(surroundings.folder + certificatePath, certificate);
      remember(work, certificatePath, certificate);
      writeEnvironment(work, { certificatePath, keyPath });
    },
    () => changeApplication(work, { keyCredentials: before }),
  );
}
