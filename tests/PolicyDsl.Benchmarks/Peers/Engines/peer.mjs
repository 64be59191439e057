// One other program, driven line by line: a question in JSON comes in, an answer in JSON goes out. `node peer.mjs duckdb|clickhouse|json-rules|zen`.
// Times are taken here, around the call alone: elapsed, and of all processors together.

import fs from 'node:fs';
import readline from 'node:readline';

const engines = {
    async duckdb({ threads }) {
        const { DuckDBInstance } = await import('@duckdb/node-api');
        const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) });
        const connection = await instance.connect();
        const run = async sql => (await connection.runAndReadAll(sql)).getRowsJson().map(row => row.map(cell => cell === null ? null : String(cell)));
        return { version: (await run('SELECT version()'))[0][0], sql: run };
    },

    async clickhouse({ threads }) {
        const { Session } = await import('chdb');
        const session = new Session();
        const settings = ` SETTINGS max_threads = ${threads}, max_insert_threads = ${threads}`;
        const run = async sql => session.query(sql + (/^\s*(SELECT|INSERT)/.test(sql) ? settings : ''), 'JSONCompactStringsEachRow')
            .split('\n').filter(line => line.trim() !== '').map(line => JSON.parse(line)).map(row => row.map(cell => cell === 'ᴺᵁᴸᴸ' ? null : cell));
        return { version: (await run('SELECT version()'))[0][0], sql: run };
    },

    async 'json-rules'({ rules, rows, file, columns }) {
        const { Engine } = await import('json-rules-engine');
        const engine = new Engine([], { allowUndefinedFacts: true });
        rules.forEach((conditions, index) => engine.addRule({ conditions, event: { type: String(index) } }));
        const facts = readRows(file, rows, columns);
        return {
            version: readVersion('json-rules-engine'),
            async rows() {
                const counts = new Array(rules.length).fill(0);
                for (const row of facts) {
                    for (const event of (await engine.run(row)).events) {
                        counts[Number(event.type)]++;
                    }
                }

                return [counts.map(String)];
            },
        };
    },

    async zen({ rules, rows, file, columns }) {
        const { ZenEngine } = await import('@gorules/zen-engine');
        const nodes = [
            { id: 'in', type: 'inputNode', name: 'in' },
            { id: 'rules', type: 'expressionNode', name: 'rules', content: { expressions: rules.map((value, index) => ({ id: String(index), key: `r${index}`, value })) } },
            { id: 'out', type: 'outputNode', name: 'out' },
        ];
        const edges = [{ id: '1', type: 'edge', sourceId: 'in', targetId: 'rules' }, { id: '2', type: 'edge', sourceId: 'rules', targetId: 'out' }];
        const decision = new ZenEngine().createDecision(Buffer.from(JSON.stringify({ nodes, edges })));
        const facts = readRows(file, rows, columns);
        return {
            version: readVersion('@gorules/zen-engine'),
            async rows() {
                const counts = new Array(rules.length).fill(0);
                for (const row of facts) {
                    const { result } = await decision.evaluate(row);
                    for (let rule = 0; rule < counts.length; rule++) {
                        counts[rule] += result[`r${rule}`] === true ? 1 : 0;
                    }
                }

                return [counts.map(String)];
            },
        };
    },
};

/** The first rows of the file as objects, made before the clock starts. An empty cell is null. */
function readRows(file, count, columns) {
    const wanted = 256 * (count + 1);
    const buffer = Buffer.alloc(wanted);
    const handle = fs.openSync(file, 'r');
    const lines = buffer.toString('latin1', 0, fs.readSync(handle, buffer, 0, wanted, 0)).split('\n');
    fs.closeSync(handle);
    const names = lines[0].split(',');
    return lines.slice(1, count + 1).map(line => {
        const cells = line.split(',');
        const row = {};
        names.forEach((name, index) => {
            const kind = columns[name];
            const cell = cells[index];
            if (kind !== undefined) {
                row[name] = cell === '' ? null : kind === 'number' ? Number(cell) : kind === 'flag' ? cell === 'yes' : kind === 'hour' ? Number(cell.slice(11, 13)) : cell;
            }
        });
        return row;
    });
}

function readVersion(name) {
    return JSON.parse(fs.readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url))).version;
}

let engine;
for await (const line of readline.createInterface({ input: process.stdin })) {
    const question = JSON.parse(line);
    try {
        const [start, processor] = [performance.now(), process.cpuUsage()];
        let rows = [];
        if (question.ask === 'start') {
            engine = await engines[process.argv[2]](question);
            rows = [[engine.version]];
        } else {
            rows = await engine[question.ask](question.text);
        }

        const milliseconds = performance.now() - start;
        const used = process.cpuUsage(processor);
        console.log(JSON.stringify({ milliseconds, processor: (used.user + used.system) / 1000, rows }));
    } catch (error) {
        console.log(JSON.stringify({ error: String(error.message ?? error).slice(0, 2000) }));
    }
}

process.exit(0);
