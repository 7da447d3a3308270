import 'reflect-metadata';
import { program } from './cli/program';

void program().parseAsync(process.argv);
