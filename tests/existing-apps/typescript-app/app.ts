// An app as many are: members log in with a name, keep notes, and see the app's own pages.
import express, { type ErrorRequestHandler } from 'express';
import session from 'express-session';
import helmet from 'helmet';

declare module 'express-session' {
  interface SessionData {
    member: string;
    notes: string[];
  }
}

const app = express();
app.set('view engine', 'ejs');
app.set('trust proxy', 'loopback');
app.use(helmet());
app.use(express.static('public'));
app.use(express.json());
app.use(express.urlencoded({ extended: true }));
app.use(
  session({ secret: process.env['NOTES_SECRET'] ?? '', resave: false, saveUninitialized: false }),
);

app.get('/', (request, response) => {
  response.render('home', { member: request.session.member });
});

app.post('/login', (request, response) => {
  request.session.member = String(request.body.name);
  response.redirect(303, '/');
});

app.get('/reports', (_request, response) => {
  response.render('reports');
});

app.get('/api/notes', (request, response) => {
  response.json({ member: request.session.member, notes: request.session.notes ?? [] });
});

app.post('/api/notes', (request, response) => {
  request.session.notes = [...(request.session.notes ?? []), String(request.body.text)];
  response.status(201).json({ notes: request.session.notes });
});

app.get('/address', (request, response) => {
  response.json({ address: request.ip });
});

app.get('/broken', async () => {
  throw new Error('a page that fails');
});

app.use((_request, response) => {
  response.status(404).render('problem', { message: 'There is no such note.' });
});

// The app's own error page.
const problem: ErrorRequestHandler = (error, _request, response, _next) => {
  response.status(error.status ?? 500).render('problem', { message: error.message });
};
app.use(problem);

app.listen(Number(process.env['PORT']), () => console.log('Team notes is listening'));
