/** A text file as a string, put into the bundle by the build. */
declare module '*.txt?raw' {
  const text: string;
  export default text;
}
